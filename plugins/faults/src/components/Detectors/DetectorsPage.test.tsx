import { accessibilityProblems } from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { detectorList, mute } from '../../__fixtures__';
import { renderFaults } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (script: Partial<FaultsApi> = {}) =>
  renderFaults(
    <IncidentsRouter />,
    { listDetectors: async () => detectorList(), ...script },
    { path: '/faults/detectors' },
  );

describe('DetectorsPage', () => {
  it('ranks detectors by how much they ask of people', async () => {
    render();
    const table = await screen.findByRole('table', {
      name: 'Detectors, the noisiest first',
    });
    const [, noisy, quiet] = within(table).getAllByRole('row');
    expect(noisy).toHaveTextContent(
      /^Its memory limit is too smalloom-killed67 %125344 min/,
    );
    expect(quiet).toHaveTextContent(/0 %2002–/);
    expect(
      within(noisy).getByRole('link', {
        name: 'Its memory limit is too small',
      }),
    ).toHaveAttribute('href', '/faults/history?state=all&fault=oom-killed');
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('shows those that do not work as they should', async () => {
    render();
    const row = await screen.findByRole('row', { name: /network policy/ });
    expect(row).toHaveTextContent(
      /network-policiesprodthrew 2 times, took too long 1 time, left out until .*Cannot read properties of undefined$/,
    );
  });

  it('says that there is none', async () => {
    render({
      listDetectors: async () => detectorList({ records: [], trouble: [] }),
    });
    expect(
      await screen.findByText(
        'No detector has opened an incident in this time.',
      ),
    ).toBeInTheDocument();
    expect(
      screen.getByText('Every detector works as it should.'),
    ).toBeInTheDocument();
  });

  it('mutes what is noisy in a cluster', async () => {
    const { faults } = render({ createMute: async () => mute() });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Mute … Its memory limit is too small',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /In the cluster/ }),
      'dev',
    );
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Why/ }),
      'too small on purpose',
    );
    await userEvent.click(within(dialog).getByRole('button', { name: 'Mute' }));
    await waitFor(() =>
      expect(faults.callsOf('createMute')).toEqual([
        [
          {
            fault: 'oom-killed',
            cluster: 'dev',
            reason: 'too small on purpose',
            until: expect.any(String),
          },
        ],
      ]),
    );
  });

  it('looks over another time', async () => {
    const { faults } = render();
    await screen.findByRole('row', { name: /network policy/ });
    await userEvent.click(screen.getByRole('radio', { name: '1 day' }));
    await waitFor(() =>
      expect(screen.getByTestId('address')).toHaveTextContent(
        '/faults/detectors?days=1',
      ),
    );
    await waitFor(() =>
      expect(faults.callsOf('listDetectors').at(-1)).toEqual([{ days: 1 }]),
    );
    await userEvent.click(screen.getByRole('radio', { name: '30 days' }));
    await waitFor(() =>
      expect(screen.getByTestId('address').textContent).toBe(
        '/faults/detectors',
      ),
    );
  });

  it('says what failed', async () => {
    render({
      listDetectors: async () => {
        throw new Error('down');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Detectors cannot be shown',
    );
  });
});
