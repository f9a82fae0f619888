/** dcmjs ships no types; of it this room uses the data dictionary. */
declare module 'dcmjs/dictionary' {
  export const dictionary: Readonly<Record<string, { tag: string; vr: string; name: string; vm: string }>>;
}
