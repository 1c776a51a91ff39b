import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen } from '@testing-library/react';
import { durationParts } from './durationParts';
import { RelativeTime } from './RelativeTime';

describe('durationParts', () => {
  it.each([
    [-60_000, { unit: 'seconds', count: 0 }],
    [59_999, { unit: 'seconds', count: 59 }],
    [60_000, { unit: 'minutes', count: 1 }],
    [3_599_000, { unit: 'minutes', count: 59 }],
    [47 * 3_600_000, { unit: 'hours', count: 47 }],
    [48 * 3_600_000, { unit: 'days', count: 2 }],
  ])('says %d ms as %j', (milliseconds, expected) => {
    expect(durationParts(milliseconds)).toEqual(expected);
  });
});

describe('RelativeTime', () => {
  const at = '2026-01-01T12:00:00.000Z';

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-01-01T12:00:58.000Z') });
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('goes on with the time and keeps the absolute one', async () => {
    renderInTestApp(<RelativeTime at={at} />);
    await act(() => jest.advanceTimersByTimeAsync(0));
    const time = screen.getByText(/^5\d s ago$/);
    expect(time).toHaveAttribute('datetime', at);
    expect(time.title).toMatch(/2026/);
    await act(() => jest.advanceTimersByTimeAsync(3_000));
    expect(time).toHaveTextContent('1 min ago');
  });

  it('says a duration alone, and what is no time as it is', async () => {
    renderInTestApp(
      <>
        <RelativeTime at={at} format="duration" />
        <RelativeTime at="yesterday" />
        <RelativeTime at="2026-01-01T12:05:00.000Z" />
      </>,
    );
    await act(() => jest.advanceTimersByTimeAsync(0));
    expect(screen.getByText(/^(5\d s|1 min)$/)).toBeInTheDocument();
    expect(screen.getByText('yesterday')).toBeInTheDocument();
    expect(screen.getByText('just now')).toBeInTheDocument();
  });
});
