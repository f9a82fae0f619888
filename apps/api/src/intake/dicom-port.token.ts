/** Port of the DICOM node, or null where none runs. */
export const DICOM_PORT = Symbol('dicom-port');
