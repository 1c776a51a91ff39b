module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // Tests run it together with the plugins that it works with.
    '@backstage/no-mixed-plugin-imports': [
      'warn',
      { excludedFiles: ['**/__testUtils__/**', '**/*.test.*'] },
    ],
    // Waiting for something that never comes fails a test as well.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', 'eventually', '**.expect'] },
    ],
  },
});
