module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  rules: {
    // What supertest expects of an answer counts too.
    'jest/expect-expect': [
      'warn',
      { assertFunctionNames: ['expect', '**.expect'] },
    ],
  },
});
