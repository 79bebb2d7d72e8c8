import house from './.dependency-cruiser.mjs';

// Circles between the folders of the features, tests included: looked at apart, for the way back of such a circle could lead
// through folders outside (a feature's test → testing/ → the feature), and a folder rule cannot say which way it means.
const features = '^packages/server/src/features/';

export default {
  forbidden: [
    { name: 'no-circles-between-features', severity: 'error', scope: 'folder', from: {}, to: { circular: true } },
  ],
  options: { ...house.options, includeOnly: features },
};
