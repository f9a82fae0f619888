import { isSupportedTransferSyntax } from '@lectern/dicom';

const explicitLittleEndian = '1.2.840.10008.1.2.1';

/** Of what a sender proposes for a class, how it is to be sent: uncompressed where that is offered, else the first that can be read. */
export function chosenSyntax(proposed: readonly string[]): string | undefined {
  if (proposed.includes(explicitLittleEndian)) return explicitLittleEndian;
  return proposed.find(isSupportedTransferSyntax);
}
