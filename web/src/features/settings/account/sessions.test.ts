import { expect, it } from 'vitest';
import { deviceName } from './sessions';

it('names a browser and its system from what it calls itself', () => {
  const edge =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36 Edg/141.0';
  const phone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1';
  expect(deviceName(edge)).toBe('Edge · Windows');
  expect(deviceName(phone)).toBe('Safari · iOS');
  expect(deviceName('curl/8.1')).toBe('curl/8.1');
  expect(deviceName('')).toBe('–');
});
