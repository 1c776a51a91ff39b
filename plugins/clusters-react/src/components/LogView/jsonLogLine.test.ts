import { parseJsonLogLine } from './jsonLogLine';

describe('parseJsonLogLine', () => {
  it.each([
    [
      '{"level":"ERROR","time":"2026-01-01","msg":"no answer","code":502,"to":{"host":"pay"}}',
      { level: 'error', text: 'no answer code=502 to={"host":"pay"}' },
    ],
    ['{"level":50,"msg":"no answer"}', { level: 'error', text: 'no answer' }],
    ['{"message":"started"}', { level: undefined, text: 'started' }],
    ['{"severity":"Warning","a":1}', { level: 'warning', text: 'a=1' }],
  ])('reads %s', (line, expected) => {
    expect(parseJsonLogLine(line)).toEqual(expected);
  });

  it.each(['plain text', '{not json}', '{"some":"data"}', '[1]', '{"level":'])(
    'leaves %s as it is',
    line => {
      expect(parseJsonLogLine(line)).toBeUndefined();
    },
  );
});
