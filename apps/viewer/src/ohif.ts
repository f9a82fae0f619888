import type { CornerstoneCore, CornerstoneTools, RenderingEngine } from './cornerstone.js';

/** The parts of OHIF 3.13 that the reading room uses, as narrow as it uses them. */
export interface OhifManagers {
  readonly servicesManager: { readonly services: OhifServices };
  readonly extensionManager: { getModuleEntry(id: string): unknown };
}

export interface OhifServices {
  readonly cornerstoneViewportService: { getRenderingEngine(): RenderingEngine };
}

export interface CornerstoneLibraries {
  readonly cornerstone: CornerstoneCore;
  readonly cornerstoneTools: CornerstoneTools;
}

const COMMON = '@ohif/extension-cornerstone.utilityModule.common';

/** cornerstone3D as OHIF's own extension has started it, with its loaders, codecs and workers. */
export function cornerstoneLibraries({ extensionManager }: OhifManagers): CornerstoneLibraries {
  const entry = extensionManager.getModuleEntry(COMMON) as
    { exports: { getCornerstoneLibraries(): CornerstoneLibraries } } | undefined;
  if (!entry) throw new Error(`OHIF offers no ${COMMON}`);
  return entry.exports.getCornerstoneLibraries();
}
