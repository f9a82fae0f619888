import { Injectable } from '@angular/core';

/** The names of files that this tab uploaded, by case and number: the server is never told them, and they are gone with the tab. */
@Injectable({ providedIn: 'root' })
export class UploadedNames {
  private readonly names = new Map<string, readonly string[]>();

  keep(caseId: string, names: readonly string[]): void {
    this.names.set(caseId, names);
  }

  nameOf(caseId: string, file: number): string | null {
    return this.names.get(caseId)?.[file] ?? null;
  }
}
