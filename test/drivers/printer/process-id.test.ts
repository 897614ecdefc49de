import { describe, expect, it } from 'vitest';
import { processIds } from '../../../drivers/printer/encode/process-id.ts';

describe('process ids', () => {
  it('are four printable characters, none twice in a long time', () => {
    const next = processIds(() => 0.999_999_999);
    const ids = new Set(Array.from({ length: 10_000 }, next));
    expect(ids.size).toBe(10_000);
    expect([...ids].every((id) => /^[ -~]{4}$/.test(id))).toBe(true);
  });
});
