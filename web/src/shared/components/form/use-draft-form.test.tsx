import { TextInput } from '@mantine/core';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { renderPart } from '../../../test/render';
import { ProblemError } from '../../api/problem';
import { DraftForm } from './draft-form';
import { fieldName, useDraftForm } from './use-draft-form';

function Sample(props: { submit: (values: { name: string }, key: string) => Promise<unknown> }) {
  const draft = useDraftForm({ id: 'sample', initial: { name: '' }, submit: props.submit });
  return (
    <DraftForm draft={draft} submitLabel="Save">
      <TextInput label="Name" {...draft.form.getInputProps('name')} />
    </DraftForm>
  );
}

it('puts a problem beside its field', async () => {
  const problem = new ProblemError(422, 'x', 'x', [{ path: 'name', code: 'x', text: 'Too short.' }]);
  await renderPart(<Sample submit={() => Promise.reject(problem)} />);
  await userEvent.type(await screen.findByLabelText('Name'), 'A');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Too short.')).toBeInTheDocument();
  expect(screen.getByLabelText('Name')).toHaveAttribute('aria-invalid', 'true');
});

it('tries again under the same key, so that it happens once', async () => {
  const submit = vi
    .fn()
    .mockRejectedValueOnce(new ProblemError(0, 'unreachable', ''))
    .mockResolvedValue({});
  await renderPart(<Sample submit={submit} />);
  await userEvent.type(await screen.findByLabelText('Name'), 'Ana');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('does not answer');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(submit).toHaveBeenCalledTimes(2));
  expect(submit.mock.calls[0]?.[1]).toBe(submit.mock.calls[1]?.[1]);
});

it('keeps what was typed until it is saved', async () => {
  const first = await renderPart(<Sample submit={() => Promise.resolve()} />);
  await userEvent.type(await screen.findByLabelText('Name'), 'Ana');
  await waitFor(() => expect(localStorage.getItem('colonnade.draft.sample')).toContain('Ana'));
  first.unmount();
  await renderPart(<Sample submit={() => Promise.resolve()} />);
  expect(await screen.findByLabelText('Name')).toHaveValue('Ana');
  await userEvent.click(screen.getByRole('button', { name: 'Discard it' }));
  expect(screen.getByLabelText('Name')).toHaveValue('');
});

it('names a nested field as the form does', () => {
  expect(fieldName('tiers[1].rate')).toBe('tiers.1.rate');
});
