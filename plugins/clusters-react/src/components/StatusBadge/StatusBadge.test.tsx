import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { worstStatus, type Status } from './status';
import { StatusBadge } from './StatusBadge';

describe('StatusBadge', () => {
  it.each<[Status, string]>([
    ['running', 'Running'],
    ['progressing', 'Progressing'],
    ['paused', 'Paused'],
    ['degraded', 'Degraded'],
    ['stopped', 'Stopped'],
    ['completed', 'Completed'],
    ['unknown', 'Unknown'],
  ])('says %s as a word beside an icon', async (status, word) => {
    renderInTestApp(<StatusBadge status={status} />);
    const badge = await screen.findByText(word);
    expect(badge.querySelector('svg')).toHaveAttribute('aria-hidden', 'true');
  });
});

describe('worstStatus', () => {
  it('finds what should be looked at first', () => {
    expect(worstStatus(['running', 'progressing', 'degraded'])).toBe(
      'degraded',
    );
    expect(worstStatus(['stopped', 'running'])).toBe('running');
    expect(worstStatus([])).toBeUndefined();
  });
});
