import { ScriptedApi } from './ScriptedApi';

interface WeatherApi {
  getWeather(
    place: string,
    options?: { signal?: AbortSignal },
  ): Promise<string>;
  forget(place: string): Promise<void>;
}

class ScriptedWeather extends ScriptedApi<WeatherApi> implements WeatherApi {
  static create(script: Partial<WeatherApi>): ScriptedWeather {
    return new ScriptedWeather(script);
  }

  private constructor(script: Partial<WeatherApi>) {
    super(script);
  }

  readonly getWeather = this.answer('getWeather', 1);
  readonly forget = this.answer('forget', 1);
}

describe('ScriptedApi', () => {
  it('answers as the test says, and remembers what was asked', async () => {
    const weather = ScriptedWeather.create({
      getWeather: async place => `rain in ${place}`,
      forget: async () => {},
    });
    await expect(weather.getWeather('Bern', {})).resolves.toBe('rain in Bern');
    await weather.forget('Oslo');
    await weather.getWeather('Oslo');
    expect(weather.callsOf('getWeather')).toEqual([['Bern'], ['Oslo']]);
    expect(weather.calls).toHaveLength(3);
  });

  it('refuses what the test has no answer for', async () => {
    const weather = ScriptedWeather.create({});
    await expect(weather.forget('Oslo')).rejects.toThrow(
      'forget has no answer in this test',
    );
    expect(weather.callsOf('forget')).toEqual([['Oslo']]);
  });
});
