import { DefinitionButton } from '../../ui/definition/definition-button.tsx';
import type { Term } from './definitions.ts';
import { useDefinitions } from './use-definitions.ts';

interface Props {
  of: Term;
  /** The words it is made of. */
  words?: readonly Term[];
  note?: string | undefined;
}

export function FigureDefinition({ of, words = [], note }: Props) {
  const definitions = useDefinitions();
  return <DefinitionButton definition={definitions[of]} words={words.map((word) => definitions[word])} note={note} />;
}
