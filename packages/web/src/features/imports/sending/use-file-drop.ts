import { useEffect, useRef, useState } from 'react';

export interface Dropped {
  files: File[];
  /** Names of folders, which cannot be sent. */
  folders: string[];
}

/**
 * Takes files that are dropped anywhere on the page, so that none that misses the zone replaces the page in the browser.
 * Answers whether files are being dragged over it.
 */
export function useFileDrop(onDrop: (dropped: Dropped) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  const latest = useRef(onDrop);
  useEffect(() => {
    latest.current = onDrop;
  });

  useEffect(() => {
    // Every element that is entered is told before the one that is left.
    let depth = 0;
    const listeners = {
      dragenter(event: DragEvent) {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth++;
        setIsOver(true);
      },
      dragleave(event: DragEvent) {
        if (!carriesFiles(event)) return;
        depth = Math.max(0, depth - 1);
        if (depth === 0) setIsOver(false);
      },
      dragover(event: DragEvent) {
        if (carriesFiles(event)) event.preventDefault();
      },
      drop(event: DragEvent) {
        if (!carriesFiles(event)) return;
        event.preventDefault();
        depth = 0;
        setIsOver(false);
        latest.current(droppedBy(event));
      },
    };
    const stop = new AbortController();
    for (const [name, listener] of Object.entries(listeners)) {
      addEventListener(name, listener as (event: Event) => void, { signal: stop.signal });
    }
    return () => stop.abort();
  }, []);

  return isOver;
}

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function droppedBy(event: DragEvent): Dropped {
  const items = [...(event.dataTransfer?.items ?? [])].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => ({ file: item.getAsFile(), entry: item.webkitGetAsEntry() }));
  return {
    files: entries.flatMap(({ file, entry }) => (file && !entry?.isDirectory ? [file] : [])),
    folders: entries.flatMap(({ entry }) => (entry?.isDirectory ? [entry.name] : [])),
  };
}
