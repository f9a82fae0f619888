import { signal } from '@angular/core';

/** Files that go to the server together: all are taken over, or none and what is wrong with which. */
export class FileImport<Result> {
  readonly working = signal(false);
  readonly result = signal<Result | null>(null);
  readonly error = signal<unknown>(null);

  constructor(private readonly send: (form: FormData) => Promise<Result>) {}

  /** @param fields what is said of the files, before them in the form @returns whether they were taken over */
  async take(input: HTMLInputElement, fields: Readonly<Record<string, string>> = {}): Promise<boolean> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) if (value.trim()) form.append(name, value.trim());
    for (const file of input.files ?? []) form.append('files', file, file.name);
    input.value = ''; // so that the same files, corrected, can be chosen again
    if (!form.has('files')) return false;
    this.working.set(true);
    this.result.set(null);
    this.error.set(null);
    try {
      this.result.set(await this.send(form));
      return true;
    } catch (error) {
      this.error.set(error);
      return false;
    } finally {
      this.working.set(false);
    }
  }
}
