import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Avatar, Card, CardBody, Flex, Text } from '@backstage/ui';
import { appTranslationRef } from '../../../translation';
import { Persona } from '../../personas';

/** Props of {@link PersonaCard}. */
export interface PersonaCardProps {
  persona: Persona;
  onChoose: (persona: Persona) => void;
}

/** One of the people of the shop, to be signed in as with one press. */
export function PersonaCard({ persona, onChoose }: PersonaCardProps) {
  const { t } = useTranslationRef(appTranslationRef);
  const role = t(`personas.${persona.id}.role`);
  return (
    <Card
      data-testid={`persona-${persona.id}`}
      onPress={() => onChoose(persona)}
      label={t('signIn.choose', { name: persona.displayName, role })}
    >
      <CardBody>
        <Flex direction="column" gap="3">
          <Flex align="center" gap="3">
            <Avatar
              src=""
              name={persona.displayName}
              size="large"
              purpose="decoration"
            />
            <Flex direction="column" gap="0.5">
              <Text variant="title-x-small" weight="bold">
                {persona.displayName}
              </Text>
              <Text variant="body-medium" color="secondary">
                {role}
              </Text>
            </Flex>
          </Flex>
          <Flex direction="column" gap="1">
            <Text variant="body-small" weight="bold">
              {t(`personas.${persona.id}.team`)}
            </Text>
            <Text variant="body-medium">{t(`personas.${persona.id}.may`)}</Text>
          </Flex>
        </Flex>
      </CardBody>
    </Card>
  );
}
