import { emptyDataSource } from './data-source.js';

/** Our OHIF extension: a source without studies and a layout without anything. The images stand in our own container beside OHIF's root. */
const extension = {
  id: 'lectern-reading',
  getDataSourcesModule: () => [{ name: 'case', type: 'webApi', createDataSource: emptyDataSource }],
  getLayoutTemplateModule: () => [{ name: 'bare', id: 'bare', component: () => null }],
};

// eslint-disable-next-line no-restricted-exports -- OHIF takes an extension by its default export
export default extension;
