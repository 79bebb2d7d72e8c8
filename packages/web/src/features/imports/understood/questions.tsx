import { Anchor, Radio, VisuallyHidden } from '@mantine/core';
import { dateOrders, decimalMarks, mappedKinds, type Question, type Reading } from '@regulars/contract/imports.ts';
import { useState } from 'react';
import { AlertIcon, CheckIcon } from '../../../ui/icons.tsx';
import { type Asked, answerTo, askedSoFar, nameOf } from './asked.ts';
import classes from './questions.module.css';
import { mappedKindNames } from './reading-words.ts';
import type { Rereading } from './use-rereading.ts';

/** What cannot be told from the file: asked where nobody misses it, and answered by a choice. */
export function Questions({ questions, rereading }: { questions: readonly Question[]; rereading: Rereading }) {
  const [told, setTold] = useState({ questions, asked: askedSoFar([], questions) });
  const asked = told.questions === questions ? told.asked : askedSoFar(told.asked, questions);
  if (told.questions !== questions) setTold({ questions, asked });
  if (asked.length === 0) return null;
  return (
    <div className={classes.questions}>
      {asked.map((each) => (
        <QuestionCard key={nameOf(each.question)} asked={each} rereading={rereading} />
      ))}
    </div>
  );
}

function QuestionCard({ asked: { question, isOpen }, rereading }: { asked: Asked; rereading: Rereading }) {
  const { about, text, examples, options } = question;
  const answer = answerTo(question, rereading.reading);
  const shown = (
    <>
      {examples.length > 0 && (
        <span className={classes.examples}>
          In the file:{' '}
          {examples.map((example) => (
            <code key={example}>{example}</code>
          ))}
        </span>
      )}
    </>
  );
  return (
    <div className={classes.question} data-open={isOpen || undefined}>
      <span className={classes.icon}>
        {isOpen ? <AlertIcon size={18} /> : <CheckIcon size={18} />}
        <VisuallyHidden>{isOpen ? 'To be answered' : 'Answered'}</VisuallyHidden>
      </span>
      {answer === undefined || options.length === 0 ? (
        <div>
          <p className={classes.text}>{text}</p>
          {shown}
          {about === 'columns' && (
            <Anchor href="#columns" inherit>
              Go to the columns
            </Anchor>
          )}
        </div>
      ) : (
        <Radio.Group
          label={text}
          description={shown}
          value={answer}
          onChange={(value) => rereading.change(changeBy(about, value))}
          classNames={{ label: classes.text ?? '', description: classes.shown ?? '' }}
          required
          withAsterisk={false}
        >
          <div className={classes.options}>
            {options.map((option) => (
              <Radio key={option.value} value={option.value} label={optionText(about, option)} />
            ))}
          </div>
        </Radio.Group>
      )}
    </div>
  );
}

/** A kind is called as it is called in the form. */
function optionText(about: Question['about'], { value, text }: Question['options'][number]): string {
  const kind = about === 'kind' && mappedKinds.find((each) => each === value);
  return kind ? mappedKindNames[kind] : text;
}

/** An answer is a change of the reading. One that is not known here changes nothing. */
function changeBy(about: Question['about'], value: string): Partial<Reading> {
  const change = {
    date_order: () => ({ date_order: dateOrders.find((each) => each === value) }),
    decimal_mark: () => ({ decimal_mark: decimalMarks.find((each) => each === value) }),
    kind: () => ({ kind: mappedKinds.find((each) => each === value) }),
    columns: () => ({}),
  }[about]();
  return Object.fromEntries(Object.entries(change).filter(([, each]) => each !== undefined));
}
