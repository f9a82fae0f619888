/** Something that is not as it was recorded: a file of the bundle, with the entry where it can be named, and what is wrong with it. */
export interface Finding {
  readonly where: string;
  readonly problem: string;
}
