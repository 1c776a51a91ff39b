import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { runbook, runbookList } from '../../__fixtures__';
import { renderFaults } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (path: string, script: Partial<FaultsApi> = {}) =>
  renderFaults(
    <IncidentsRouter />,
    {
      listRunbooks: async () => runbookList(),
      getRunbook: async () => runbook(),
      ...script,
    },
    { path },
  );

describe('RunbooksPage', () => {
  it('lists what each is for', async () => {
    render('/faults/runbooks');
    const table = await screen.findByRole('table', { name: 'Runbooks' });
    const [, shipped, own] = within(table).getAllByRole('row');
    expect(shipped).toHaveTextContent(
      /^Configuration is missingmissing-configurationP14 faults and groups of faults.*Groundcrew$/,
    );
    expect(own).toHaveTextContent(
      /^The cart of the shopshop-cartP21 fault or group of faults.*Only of DeploymentOnly in staging and prodOnly where component:default\/cart suffersOnly after releasehttps:\/\/git\.test\/shop\/runbooks\/shop-cart\.md$/,
    );
    expect(
      within(shipped).getByRole('link', { name: 'Configuration is missing' }),
    ).toHaveAttribute('href', '/faults/runbooks/missing-configuration');
    expect(screen.getByRole('link', { name: 'Runbooks' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('unfolds the faults, and tells of what nothing finds', async () => {
    render('/faults/runbooks');
    const fault = await screen.findByText('A ConfigMap does not exist');
    expect(fault).not.toBeVisible();
    await userEvent.click(screen.getByText('4 faults and groups of faults'));
    expect(fault).toBeVisible();
    for (const words of [
      'all that missing-configuration finds',
      'all of the category startup',
      'gone-wrong: nothing that is installed finds that',
    ]) {
      expect(screen.getByText(words)).toBeVisible();
    }
  });

  it('shows files that are none, and what is wrong with them', async () => {
    render('/faults/runbooks');
    expect(
      await screen.findByRole('row', { name: /runbooks\/mail\.md/ }),
    ).toHaveTextContent('line 3: severity: Invalid enum value');
  });

  it('teaches how to write one', async () => {
    render('/faults/runbooks', {
      listRunbooks: async () => ({ runbooks: [], broken: [] }),
    });
    expect(await screen.findByText('There is no runbook')).toBeInTheDocument();
    expect(
      screen.queryByText('Files that are no runbooks'),
    ).not.toBeInTheDocument();
  });

  it('says what failed', async () => {
    render('/faults/runbooks', {
      listRunbooks: async () => {
        throw new Error('down');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Runbooks cannot be shown',
    );
  });
});

describe('RunbookPage', () => {
  it('shows all that a runbook says', async () => {
    const { faults } = render('/faults/runbooks/missing-configuration');
    expect(
      await screen.findByRole('heading', { name: 'Configuration is missing' }),
    ).toBeInTheDocument();
    for (const words of [
      /kubectl -n <namespace> get configmap/,
      /Operation kubernetes\.roll-back/,
      /It helped when: the pods are ready/,
      /After 15 min: platform/,
      /A container refers to nothing\./,
    ]) {
      expect(document.body).toHaveTextContent(words);
    }
    expect(faults.callsOf('getRunbook')).toEqual([['missing-configuration']]);
    expect(screen.getByRole('link', { name: 'All runbooks' })).toHaveAttribute(
      'href',
      '/faults/runbooks',
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('says that there is none', async () => {
    render('/faults/runbooks/nothing', {
      getRunbook: async () => {
        throw await responseError(404, 'NotFoundError', 'none');
      },
    });
    expect(
      await screen.findByText('There is no runbook nothing'),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    render('/faults/runbooks/some', {
      getRunbook: async () => {
        throw new Error('down');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The runbook cannot be shown',
    );
  });
});
