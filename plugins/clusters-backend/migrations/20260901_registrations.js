// @ts-check

/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('registrations', table => {
    table.comment('Clusters that were registered at run time');
    table
      .string('id', 36)
      .primary()
      .comment('Random; bound into the encryption with the name');
    table.string('name', 63).notNullable().unique();
    table.string('title', 128);
    table.string('environment', 63);
    table.string('region', 63);
    table
      .text('sealed_connection')
      .notNullable()
      .comment('Server, CA and credentials, AES-256-GCM');
    table
      .string('key_id', 128)
      .notNullable()
      .comment('Which of the configured keys it is sealed with');
    table.string('registered_by').notNullable().comment('Entity reference');
    table.string('registered_at', 24).notNullable().comment('ISO 8601, in UTC');
  });
  await knex.schema.createTable('registry_revision', table => {
    table.comment(
      'One row. Counts up with every change, so that the other backends notice',
    );
    table.integer('id').primary();
    table.integer('revision').notNullable();
  });
  await knex('registry_revision').insert({ id: 1, revision: 0 });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('registry_revision');
  await knex.schema.dropTable('registrations');
};
