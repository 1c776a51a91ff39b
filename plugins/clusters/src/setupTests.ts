import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Generous, so that a busy machine does not decide over a test.
configure({ asyncUtilTimeout: 20_000 });
jest.setTimeout(60_000);
