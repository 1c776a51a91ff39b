import { accessibilityProblems } from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mute, objectRef } from '../../__fixtures__';
import { renderFaults } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (script: Partial<FaultsApi> = {}) =>
  renderFaults(
    <IncidentsRouter />,
    { listMutes: async () => ({ mutes: [mute()] }), ...script },
    { path: '/faults/mutes' },
  );

describe('MutesPage', () => {
  it('shows what is muted, where, why, by whom and for how long', async () => {
    render({
      listMutes: async () => ({
        mutes: [
          mute(),
          mute({ id: 4, ...objectRef(), fault: 'oom-killed' }),
          mute({ id: 5, namespace: undefined, fault: 'node-not-ready' }),
        ],
      }),
    });
    expect(
      await screen.findByRole('row', { name: /config-map-missing/ }),
    ).toHaveTextContent(
      /^config-map-missingdev \/ shop-checkout \/ everything in itWe know, it is rebuilt this weekdana, 1 h ago[23] h left/,
    );
    expect(screen.getByRole('row', { name: /oom-killed/ })).toHaveTextContent(
      'prod / shop-checkout / Deployment checkout',
    );
    expect(
      screen.getByRole('row', { name: /node-not-ready/ }),
    ).toHaveTextContent('dev / the whole cluster');
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('ends one', async () => {
    let mutes = [mute()];
    const { faults } = render({
      listMutes: async () => ({ mutes }),
      endMute: async () => {
        mutes = [];
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'End it: config-map-missing' }),
    );
    expect(await screen.findByText('Nothing is muted')).toBeInTheDocument();
    expect(
      screen.getByText('The mute of config-map-missing has ended.'),
    ).toBeInTheDocument();
    expect(faults.callsOf('endMute')).toEqual([[3]]);
  });

  it('says why one cannot be ended', async () => {
    render({
      listMutes: async () => ({
        mutes: [mute(), mute({ id: 4, fault: 'oom-killed', mayEnd: false })],
      }),
      endMute: async () => {
        throw new Error('it is over already');
      },
    });
    expect(
      await screen.findByRole('button', { name: 'End it: oom-killed' }),
    ).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(
      screen.getByRole('button', { name: 'End it: config-map-missing' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The mute was not endedit is over already',
    );
  });

  it('says what failed', async () => {
    render({
      listMutes: async () => {
        throw new Error('down');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Mutes cannot be shown',
    );
  });
});
