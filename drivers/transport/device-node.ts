import { stat } from 'node:fs/promises';

/**
 * Remembers which device a path in /dev leads to now, and tells later whether it still does: an unplugged device loses its
 * node, and gets a new one when it comes back.
 */
export async function rememberNode(path: string): Promise<() => Promise<boolean>> {
  const then = await stat(path);
  return async () => {
    try {
      const now = await stat(path);
      return now.ino === then.ino && now.dev === then.dev && now.rdev === then.rdev;
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return false;
      throw error;
    }
  };
}
