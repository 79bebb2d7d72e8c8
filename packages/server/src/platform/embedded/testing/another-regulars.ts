import { type StartOptions, startEmbedded } from '../embedded.ts';

// "Another process" of the tests: holds the database of a home until it is told to stop, and says in lines of JSON how it goes.

const [home = '', ending] = process.argv.slice(2);
const say = (what: unknown) => process.stdout.write(`${JSON.stringify(what)}\n`);
const options: StartOptions = {
  home,
  log: (line) => say({ log: line }),
  onExit: () => say({ lost: true }),
  settings: { fsync: 'off' },
};

try {
  const database = await startEmbedded(options);
  process.on('SIGTERM', async () => {
    await database.stop();
    process.exit(0);
  });
  process.on('SIGINT', () => say({ interrupted: true }));
  setInterval(() => undefined, 60_000);
  const { stop, ...ready } = database;
  say({ ready });
  if (ending === 'crash') throw new Error('an error that nobody caught');
} catch (error) {
  const { code, message, pid } = error as { code?: string; message: string; pid?: number };
  if (code === undefined) throw error;
  say({ refused: { code, message, pid } });
  process.exit(3);
}
