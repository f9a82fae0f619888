/** A formula was asked about no cases of a class: the caller checks first, a figure says "not estimable". */
export class EmptyClass extends Error {
  override readonly name = 'EmptyClass';
  constructor() {
    super('needs at least one case of each class');
  }
}

/** A figure's own parameter makes no sense, e.g. a prevalence of 2. */
export class InvalidFigure extends Error {
  override readonly name = 'InvalidFigure';
}
