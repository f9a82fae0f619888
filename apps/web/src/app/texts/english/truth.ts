/** How the reference standard comes about. */
export const truthing = {
  outlines: {
    title: 'Outlines of lesions',
    hint: 'DICOM segmentations (SEG) or measurement reports (SR) on the images of the cases. Each segment or measurement group is a lesion; the same Tracking ID in several stacks is the same lesion. Only the outlines are kept, never the files.',
    choose: 'Choose SEG or SR files …',
    done: (lesions: number, cases: number) =>
      `${lesions} ${lesions === 1 ? 'lesion' : 'lesions'} outlined in ${cases} ${cases === 1 ? 'case' : 'cases'}.`,
  },
};
