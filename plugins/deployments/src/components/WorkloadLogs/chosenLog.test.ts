import { pod, workloadDetail } from '../../__fixtures__';
import { chosenLog } from './chosenLog';

const { pods } = workloadDetail();

describe('chosenLog', () => {
  it('begins with the container that most needs a look', () => {
    expect(chosenLog([...pods].reverse(), {})).toMatchObject({
      pod: 'checkout-7c9d-x2x4k',
      container: 'checkout',
      previous: false,
    });
  });

  it('shows what is asked for', () => {
    expect(
      chosenLog(pods, {
        pod: 'checkout-7c9d-x2x4k',
        container: 'migrate',
        previous: true,
      }),
    ).toMatchObject({ container: 'migrate', previous: true });
  });

  it('falls back to a container that the pod has', () => {
    expect(
      chosenLog([pod('a')], { pod: 'a', container: 'gone' })?.container,
    ).toBe('checkout');
  });

  it('keeps a pod that is gone, so that one can be told', () => {
    expect(chosenLog(pods, { pod: 'gone', container: 'checkout' })).toEqual({
      pod: 'gone',
      container: 'checkout',
      previous: false,
      view: undefined,
    });
  });

  it('shows nothing where there is no pod', () => {
    expect(chosenLog([], {})).toBeUndefined();
  });
});
