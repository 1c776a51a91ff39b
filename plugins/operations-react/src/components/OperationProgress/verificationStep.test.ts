import { operationDetail } from '../../testUtils';
import { verificationStep } from './verificationStep';

const done = operationDetail().steps[0];
const failed = { ...done, status: 'failed' as const };

describe('verificationStep', () => {
  it.each([
    ['queued', [], 'pending', undefined],
    ['awaiting-approval', [], 'pending', undefined],
    ['running', [done], 'pending', undefined],
    ['verifying', [done], 'running', 'why'],
    ['succeeded', [done], 'done', undefined],
    // All steps were taken: it is the verification that failed.
    ['failed', [done, done], 'failed', 'why'],
    ['failed', [done, failed], 'skipped', undefined],
    ['failed', [], 'skipped', undefined],
    ['rolled-back', [done], 'skipped', undefined],
    ['cancelled', [], 'skipped', undefined],
  ] as const)('of %s is %s', (phase, steps, status, message) => {
    expect(
      verificationStep(
        { phase, phaseReason: 'why', steps: [...steps] },
        'Verification',
      ),
    ).toEqual({
      id: 'groundcrew-verification',
      title: 'Verification',
      status,
      ...(message && { message }),
    });
  });
});
