#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { prepared } from './bootstrap.js';

// Plain JavaScript without dependencies: this runs on whatever Node a machine has, before anything is installed.
const args = process.argv.slice(2);
const command = args.find((arg) => !arg.startsWith('-'));
const asksForHelp = args.includes('--help') || args.includes('-h');

await prepared(
  { script: fileURLToPath(import.meta.url), args, needsWeb: command === 'start' && !asksForHelp },
  () => import(new URL('../src/main.ts', import.meta.url).href),
);
