import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { changeUrlState, parseUrlState } from '../../../url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { Callout } from '../callout.tsx';
import { DropZone } from './drop-zone.tsx';
import { SendingList } from './sending-list.tsx';
import type { Dropped } from './use-file-drop.ts';
import { useSendings } from './use-sendings.ts';

/** The way in: the zone files are dropped on, and those on their way. */
export function BringIn() {
  const [files, sendings] = useSendings();
  const [folders, setFolders] = useState<string[]>([]);
  const [onlyOne, setOnlyOne] = useState<number>();
  useArrivals(files.filter(({ state }) => state.at === 'here').length);
  useOpenWhenHere(onlyOne);
  useEffect(() => () => sendings.tidy(), [sendings]);

  function take(dropped: Dropped) {
    setFolders(dropped.folders);
    const keys = sendings.add(dropped.files);
    // Who brings one file wants to see what became of it; who brings several is not pulled away.
    const othersWait = files.some(({ state }) => state.at !== 'here' && state.at !== 'refused');
    setOnlyOne(keys.length === 1 && !othersWait ? keys[0] : undefined);
  }

  return (
    <>
      <DropZone onFiles={take} />
      {folders.length > 0 && (
        <Callout tone="notice">
          {folders.length === 1 ? `“${folders[0]}” is a folder.` : `${folders.length} of these are folders.`} Drop the
          files that are in it.
        </Callout>
      )}
      {files.length > 0 && <SendingList files={files} sendings={sendings} />}
    </>
  );
}

/** What has arrived is in the history. */
function useArrivals(arrived: number) {
  const { api } = useOrganization();
  const queries = useQueryClient();
  useEffect(() => {
    if (arrived > 0) void queries.invalidateQueries({ queryKey: api.imports.list.key() });
  }, [arrived, api, queries]);
}

function useOpenWhenHere(key: number | undefined) {
  const [files] = useSendings();
  const { slug } = useOrganization().detail;
  const navigate = useNavigate();
  const state = files.find((each) => each.key === key)?.state;
  const importId = state?.at === 'here' ? state.import.import_id : undefined;
  useEffect(() => {
    if (importId === undefined) return;
    void navigate({
      to: '/o/$organization/imports/$importId',
      params: { organization: slug, importId },
      search: (before) => changeUrlState({}, { as_of: parseUrlState(before).as_of }),
    });
  }, [importId, slug, navigate]);
}
