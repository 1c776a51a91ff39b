module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Waiting for something that never comes fails a test as well.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'eventually', '**.expect'] },
    ],
  },
});
