import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Rendering a whole app takes its time on a busy machine. What is waited for is a condition, never a time.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 20_000 });
