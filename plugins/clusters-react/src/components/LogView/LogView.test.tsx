import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  LOG_END_MARKER,
  type LogOptions,
} from '@groundcrew/plugin-clusters-common';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import copyToClipboard from 'copy-to-clipboard';
import { clustersApiRef } from '../../api';
import { LogView } from './LogView';

jest.mock('copy-to-clipboard', () => jest.fn(() => true));

/** Logs that the test writes. */
function createLogs() {
  const opened: LogOptions[] = [];
  let controller: ReadableStreamDefaultController<Uint8Array>;
  return {
    opened,
    async openLog(options: LogOptions) {
      opened.push(options);
      return new ReadableStream<Uint8Array>({
        start(own) {
          controller = own;
        },
      });
    },
    async write(text: string | Uint8Array) {
      await act(async () =>
        controller.enqueue(
          typeof text === 'string' ? new TextEncoder().encode(text) : text,
        ),
      );
    },
    async end() {
      await act(async () => controller.close());
    },
  };
}

const log = {
  cluster: 'dev-1',
  namespace: 'shop',
  pod: 'checkout-1',
  container: 'checkout',
};

async function renderLog(
  api: Pick<ReturnType<typeof createLogs>, 'openLog'>,
  more: { previous?: boolean } = {},
) {
  renderInTestApp(<LogView log={{ ...log, ...more }} />, {
    apis: [[clustersApiRef, api]],
  });
  return screen.findByRole('log', { name: 'Log of checkout' });
}

/** Gives an element the sizes that jsdom does not lay out. */
function layOut(
  element: HTMLElement,
  sizes: { scrollHeight: number; clientHeight: number },
) {
  for (const [name, value] of Object.entries(sizes)) {
    Object.defineProperty(element, name, { configurable: true, value });
  }
}

function scrollTo(element: HTMLElement, scrollTop: number) {
  element.scrollTop = scrollTop;
  fireEvent.scroll(element);
}

describe('LogView', () => {
  it('follows the log of a container as it is written', async () => {
    const logs = createLogs();
    const view = await renderLog(logs);
    expect(logs.opened[0]).toMatchObject({ ...log, follow: true });
    await logs.write('2026-01-01T12:00:00Z order placed\n');
    await waitFor(() => expect(view).toHaveTextContent('order placed'));
    await logs.write('2026-01-01T12:00:01Z order paid\n');
    await waitFor(() => expect(view).toHaveTextContent('order paid'));
    expect(view).not.toHaveTextContent('2026');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Timestamps' }));
    expect(view).toHaveTextContent('2026-01-01T12:00:01Z order paid');
  });

  it('shows bytes that are no text, and letters cut in two', async () => {
    const logs = createLogs();
    const view = await renderLog(logs);
    await logs.write(new Uint8Array([0xff, 0x00, 0x41, 0xc3]));
    await logs.write(new Uint8Array([0xa4, 0x0a]));
    await waitFor(() => expect(view).toHaveTextContent('\ufffd·Aä'));
  });

  it('pauses when the reader scrolls up and goes on from the newest', async () => {
    const logs = createLogs();
    const view = await renderLog(logs);
    layOut(view, { scrollHeight: 1_000, clientHeight: 200 });
    await logs.write('first\n');
    await waitFor(() => expect(view.scrollTop).toBe(1_000));

    scrollTo(view, 300);
    expect(screen.getByRole('checkbox', { name: 'Follow' })).not.toBeChecked();
    layOut(view, { scrollHeight: 1_500, clientHeight: 200 });
    await logs.write('second\nthird\n');
    const jump = await screen.findByRole('button', {
      name: 'Jump to newest (2 new lines)',
    });
    expect(view.scrollTop).toBe(300);

    await userEvent.click(jump);
    expect(view.scrollTop).toBe(1_500);
    expect(screen.getByRole('checkbox', { name: 'Follow' })).toBeChecked();
    expect(jump).not.toBeInTheDocument();
  });

  it('follows again once the reader is back at the end', async () => {
    const logs = createLogs();
    const view = await renderLog(logs);
    layOut(view, { scrollHeight: 1_000, clientHeight: 200 });
    await logs.write('first\n');
    await waitFor(() => expect(view.scrollTop).toBe(1_000));
    scrollTo(view, 300);
    scrollTo(view, 790);
    expect(screen.getByRole('checkbox', { name: 'Follow' })).toBeChecked();
  });

  it('finds words, newest first, and steps by keyboard', async () => {
    const logs = createLogs();
    const view = await renderLog(logs);
    await logs.write('Error one\nfine\nerror two, error three\n');
    await waitFor(() => expect(view).toHaveTextContent('three'));
    const field = screen.getByRole('searchbox', { name: 'Search the log' });
    await userEvent.type(field, 'error');
    const current = () => view.querySelector('mark[data-current="true"]');
    expect(screen.getByText('3 of 3')).toBeInTheDocument();
    expect(current()?.nextSibling).toHaveTextContent('three');
    await userEvent.keyboard('{Enter}');
    expect(screen.getByText('1 of 3')).toBeInTheDocument();
    expect(current()).toHaveTextContent('Error');
    await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
    expect(screen.getByText('3 of 3')).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous match' }),
    );
    // What is written meanwhile does not move the match that is looked at.
    await logs.write('error four\n');
    expect(await screen.findByText('2 of 4')).toBeInTheDocument();
    await userEvent.clear(field);
    await userEvent.type(field, 'nowhere');
    expect(screen.getByText('No match')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next match' })).toBeDisabled();
  });

  it('makes the lines of structured loggers readable, and shows them raw on demand', async () => {
    const logs = createLogs();
    const view = await renderLog(logs);
    await logs.write('{"level":"error","msg":"no answer","code":502}\n');
    await waitFor(() =>
      expect(view).toHaveTextContent('error no answer code=502'),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Format JSON' }),
    );
    expect(view).toHaveTextContent('"msg":"no answer"');
  });

  it('tells why the backend ended the log and opens it again', async () => {
    const logs = createLogs();
    const view = await renderLog(logs);
    await logs.write(`last line\n${LOG_END_MARKER}your sign-in has expired.\n`);
    await logs.end();
    expect(
      await screen.findByText('The log ended early: your sign-in has expired.'),
    ).toBeInTheDocument();
    expect(view).toHaveTextContent(/^last line$/);
    await userEvent.click(screen.getByRole('button', { name: 'Open again' }));
    await waitFor(() => expect(logs.opened).toHaveLength(2));
    await logs.write('after\n');
    await waitFor(() => expect(view).toHaveTextContent(/^after$/));
  });

  it('reads a run that is over without following it', async () => {
    const logs = createLogs();
    const view = await renderLog(logs, { previous: true });
    expect(logs.opened[0]).toMatchObject({ previous: true, follow: false });
    expect(screen.queryByRole('checkbox', { name: 'Follow' })).toBeNull();
    await logs.end();
    await waitFor(() =>
      expect(view).toHaveTextContent('The previous run wrote nothing.'),
    );
  });

  it('says in words why a log cannot be read', async () => {
    const openLog = jest
      .fn()
      .mockRejectedValueOnce(
        new Error('Request failed with 403 Forbidden', {
          cause: new Error('You may not read logs in shop'),
        }),
      )
      .mockReturnValue(new Promise(() => {}));
    await renderLog({ openLog });
    expect(
      await screen.findByText(
        'The log cannot be read: You may not read logs in shop',
      ),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(openLog).toHaveBeenCalledTimes(2));
  });

  it('says that old lines were dropped', async () => {
    const logs = createLogs();
    await renderLog(logs);
    await logs.write('line\n'.repeat(5_100));
    expect(
      await screen.findByText(/^The newest 4,\d\d\d lines are kept/),
    ).toBeInTheDocument();
  });

  it('copies what was written', async () => {
    const logs = createLogs();
    const view = await renderLog(logs);
    await logs.write('2026-01-01T12:00:00Z {"msg":"one"}\ntwo\n');
    await waitFor(() => expect(view).toHaveTextContent('two'));
    await userEvent.click(screen.getByRole('button', { name: 'Copy the log' }));
    expect(copyToClipboard).toHaveBeenLastCalledWith(
      '2026-01-01T12:00:00Z {"msg":"one"}\ntwo',
    );
  });
});
