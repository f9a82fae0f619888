/** A file of a chosen folder; `webkitRelativePath` begins with that folder's own name. */
export interface FolderFile {
  readonly name: string;
  readonly webkitRelativePath: string;
}

export interface CaseFolder<F extends FolderFile> {
  readonly label: string;
  readonly files: readonly F[];
}

export type FolderReading = 'per-subfolder' | 'whole-folder';

/** DICOM files have no reliable name; these endings are certainly none. */
const notDicom = /(^\.|\.(csv|tsv|txt|md|json|ya?ml|html?|pdf|png|jpe?g|xlsx?|zip)$)|^DICOMDIR$/i;
const orientations = new Set(['axial', 'coronal', 'sagittal']);

/**
 * The cases of a chosen folder, ordered by label: either the folder as one case, or one case for each of its subfolders, however deep their files lie.
 *
 * @returns the cases, and how many files were left out because their names say that they are no DICOM files
 */
export function groupByCase<F extends FolderFile>(
  files: readonly F[],
  reading: FolderReading,
): { cases: CaseFolder<F>[]; ignored: number } {
  const kept = files.filter((file) => !notDicom.test(file.name));
  const groups = new Map<string, F[]>();
  for (const file of kept) {
    const [folder = '', ...below] = file.webkitRelativePath.split('/');
    const subfolder = below.length > 1 ? below[0] : undefined;
    const label = reading === 'whole-folder' ? folder : (subfolder ?? folder);
    groups.set(label, [...(groups.get(label) ?? []), file]);
  }
  const cases = [...groups].map(([label, files]) => ({ label, files }));
  cases.sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
  return { cases, ignored: files.length - kept.length };
}

/** How a folder is most likely meant: one whose subfolders are orientations, or which has none, is one case. */
export function likelyReading(files: readonly FolderFile[]): FolderReading {
  const subfolders = files
    .map((file) => file.webkitRelativePath.split('/'))
    .filter((path) => path.length > 2)
    .map((path) => path[1] ?? '');
  return subfolders.every((name) => orientations.has(name.toLowerCase())) ? 'whole-folder' : 'per-subfolder';
}
