module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Nothing here is ever bundled.
    'no-restricted-syntax': 'off',
  },
});
