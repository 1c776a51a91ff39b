import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages load when they are first shown, and the machine may be busy: a deadline, not a measure.
configure({ asyncUtilTimeout: 30_000 });
jest.setTimeout(120_000);
