import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import type { DecimalText } from '../../formats/decimal';
import { parseDecimalInput } from '../../formats/decimal-input';
import { useMessages } from '../../i18n/messages';

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  value?: DecimalText;
  /** Gets exact decimal text; what cannot be read is handed on as it is typed, for the check to refuse. */
  onChange: (value: string) => void;
  /** The currency, or another unit, shown beside it. */
  unit?: string;
}

/** An amount or a number as people write it: "1.250,50", "۱٬۲۵۰٫۵". It leaves as exact decimal text. */
export function DecimalField({ value = '', onChange, unit, ...rest }: Props) {
  const { t, language, formats } = useMessages();
  const [text, setText] = useState<string | null>(null);
  const [wrong, setWrong] = useState(false);
  const shown =
    text ?? (value && parseDecimalInput(value, 'en') === value ? formats.decimal(value, 4) : value);
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      dir="ltr"
      value={shown}
      rightSection={unit}
      rightSectionWidth={unit ? 48 : undefined}
      error={rest.error ?? (wrong ? t('shared.form.money') : undefined)}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        setWrong(false);
        onChange(typed === '' ? '' : (parseDecimalInput(typed, language.locale) ?? typed));
      }}
      onBlur={() => {
        const parsed = text === null || text === '' ? '' : parseDecimalInput(text, language.locale);
        setWrong(parsed === null);
        if (parsed !== null) setText(null);
      }}
    />
  );
}
