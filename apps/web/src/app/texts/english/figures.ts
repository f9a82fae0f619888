/** Words around figures. */
export const figures = {
  methodAndData: 'Method and data',
};
