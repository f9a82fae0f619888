/**
 * OHIF opens a mode with studies from the address and looks them up by itself. The reading room starts without any: the page names the case,
 * and our extension asks the gateway for just that. So this source knows one study that has no series, and finds nothing.
 */
export function emptyDataSource(configuration: object): object {
  return {
    initialize: () => undefined,
    getConfig: () => configuration,
    getStudyInstanceUIDs: () => ['none'],
    query: {
      studies: { search: async () => [{ studyInstanceUid: 'none' }] },
      series: { search: async () => [] },
      instances: { search: async () => [] },
    },
    retrieve: { series: { metadata: async () => [] } },
    getImageIdsForDisplaySet: () => [],
    getImageIdsForInstance: () => [],
  };
}
