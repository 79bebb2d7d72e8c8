import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  build: {
    // No data: URIs; the policy of the server names 'self' and nothing else.
    assetsInlineLimit: 0,
    target: 'es2022',
  },
  // During development the API is another process (`npm start`).
  server: { proxy: { '/api': 'http://127.0.0.1:4747' } },
});
