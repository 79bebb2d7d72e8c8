import { spawn } from 'node:child_process';

/** Opens a page for the person at this machine. Where nobody sits, or nothing can, nothing happens. */
export function openBrowser(url: string, environment: NodeJS.ProcessEnv = process.env): void {
  const how = opener(process.platform, environment);
  if (!how) return;
  const child = spawn(how.program, [...how.args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

export function opener(
  platform: NodeJS.Platform,
  environment: NodeJS.ProcessEnv,
): { program: string; args: string[] } | null {
  if (environment.CI || environment.SSH_CONNECTION) return null;
  switch (platform) {
    case 'darwin':
      return { program: 'open', args: [] };
    case 'win32':
      // `start` is a word of the shell, and takes its first quoted argument for a title.
      return { program: 'rundll32', args: ['url.dll,FileProtocolHandler'] };
    default:
      return environment.DISPLAY || environment.WAYLAND_DISPLAY ? { program: 'xdg-open', args: [] } : null;
  }
}
