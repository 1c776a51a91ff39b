import { isSchedule } from './cronSchedule';

describe('isSchedule', () => {
  it.each([
    '0 3 * * *',
    '*/5 * * * *',
    '0,30 8-18/2 1 jan-mar MON-FRI',
    '@daily',
    '@every 1h30m',
    'TZ=Europe/Berlin 0 3 * * *',
    '0 0 ? * 0',
  ])('understands %s', schedule => {
    expect(isSchedule(schedule)).toBe(true);
  });

  it.each([
    '',
    'daily',
    '0 3 * *',
    '60 3 * * *',
    '0 3 0 * *',
    '0 3 * * 8',
    '*/0 * * * *',
    '5-2 * * * *',
    '1-2-3 * * * *',
    '0 3 * * * *',
    '@sometimes',
  ])('does not understand "%s"', schedule => {
    expect(isSchedule(schedule)).toBe(false);
  });
});
