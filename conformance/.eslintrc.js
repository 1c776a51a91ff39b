module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // The checks are functions, so that one suite runs them against every target.
    'jest/no-export': 'off',
    // Some targets lack what a check is about.
    'jest/no-conditional-expect': 'off',
    // Waiting for something that never comes fails a test as well.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'eventually'] },
    ],
  },
});
