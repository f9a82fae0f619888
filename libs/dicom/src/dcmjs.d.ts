/** dcmjs ships no types; of it this room uses the data dictionary, and its tests the reader. */
declare module 'dcmjs/dictionary' {
  export const dictionary: Readonly<Record<string, { tag: string; vr: string; name: string; vm: string }>>;
}

declare module 'dcmjs' {
  const dcmjs: {
    data: {
      DicomMessage: { readFile(buffer: ArrayBuffer): { dict: Record<string, unknown> } };
      DicomMetaDictionary: { naturalizeDataset(dict: Record<string, unknown>): Record<string, unknown> };
    };
  };
  export = dcmjs;
}
