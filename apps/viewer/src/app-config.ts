// A classic script: OHIF reads `window.config` before its bundle starts. See docs of OHIF 3.13, "Configuration".
(window as Window & { config?: unknown }).config = {
  name: 'lectern-reading',
  routerBasename: '/ohif/',
  extensions: ['/viewer/extension.js'],
  modes: ['/viewer/mode.js'],
  customizationService: {},
  showStudyList: false,
  showLoadingIndicator: false,
  showErrorDetails: 'never',
  showWarningMessageForCrossOrigin: false,
  showCPUFallbackMessage: false,
  disableConfirmationPrompts: true,
  activateViewportBeforeInteraction: false,
  investigationalUseDialog: { option: 'never' },
  measurementTrackingMode: 'none',
  maxNumberOfWebWorkers: 2,
  maxNumRequests: { interaction: 100, thumbnail: 5, prefetch: 25, compute: 10 },
  studyPrefetcher: { enabled: false },
  defaultDataSourceName: 'case',
  dataSources: [
    { namespace: 'lectern-reading.dataSourcesModule.case', sourceName: 'case', configuration: { name: 'case' } },
  ],
};
