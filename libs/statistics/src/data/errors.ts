/** A table that is no reader study: the caller's mistake, to be mended in the file, and not a property of the data. */
export class InvalidStudyData extends Error {
  override readonly name = 'InvalidStudyData';
}

/** A combination of options that no method covers, e.g. unbiased covariance of a figure that is no U-statistic. */
export class UnsupportedAnalysis extends Error {
  override readonly name = 'UnsupportedAnalysis';
}
