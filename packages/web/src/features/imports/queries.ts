import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useOrganization } from '../organizations/organizations.ts';
import { isMoving } from './stage.ts';

/** How often the page looks while something happens by itself, and while nothing does, ms. */
const whileMovingMs = 600;
const atRestMs = 60_000;

const rowsOfPage = 25;

/** The history, newest first, a page at a time. */
export function useImports() {
  const { api } = useOrganization();
  return useInfiniteQuery(
    api.imports.list.infiniteOptions({
      input: (before: string | undefined) => ({ before, limit: rowsOfPage }),
      initialPageParam: undefined,
      getNextPageParam: (last) => last.next ?? undefined,
      staleTime: 0,
      refetchInterval: ({ state: { data } }) => {
        const pages = data?.pages ?? [];
        const moving = pages.some((page) => page.imports.some(({ state }) => isMoving(state)));
        // All the pages that were loaded are asked for anew: the more there are, the less often.
        return moving ? 2 * whileMovingMs * pages.length : atRestMs;
      },
    }),
  );
}

export function useImport(importId: string) {
  const { api } = useOrganization();
  return useQuery(
    api.imports.get.queryOptions({
      input: { import_id: importId },
      staleTime: 0,
      refetchInterval: ({ state: { data } }) => {
        const moving = data && (isMoving(data.state) || (data.state === 'uploaded' && !data.understanding));
        return moving ? whileMovingMs : atRestMs;
      },
    }),
  );
}

/** What can be done with an import. Each answers with the import as it is then, which the page shows at once. */
export function useImportActions(importId: string) {
  const { api } = useOrganization();
  const queries = useQueryClient();
  const key = api.imports.get.queryKey({ input: { import_id: importId } });
  const shown = {
    // An answer that was on its way before would bring back what was.
    onMutate: () => queries.cancelQueries({ queryKey: key }),
    onSuccess: (detail: Awaited<ReturnType<typeof api.imports.get.call>>) => {
      queries.setQueryData(key, detail);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: api.imports.key() }),
  };
  return {
    read: useMutation(api.imports.read.mutationOptions(shown)),
    preview: useMutation(api.imports.preview.mutationOptions(shown)),
    run: useMutation(api.imports.run.mutationOptions(shown)),
    cancel: useMutation(api.imports.cancel.mutationOptions(shown)),
    undo: useMutation(api.imports.undo.mutationOptions(shown)),
  };
}
