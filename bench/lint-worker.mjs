import { ESLint } from 'eslint';

/** Lints what it is sent, a few files at a time, with the configuration that it is started with. */
const [config, cwd] = process.argv.slice(2);
const eslint = new ESLint({ cwd, overrideConfigFile: config, allowInlineConfig: false });
const counted = { files: 0, findings: 0, fatal: 0 };

process.on('message', async (files) => {
  if (files === 'end') {
    const { user, system } = process.cpuUsage();
    process.send({ ...counted, cpu: (user + system) / 1e6 });
    process.disconnect();
    return;
  }
  for (const { messages } of await eslint.lintFiles(files)) {
    const fatal = messages.filter((message) => message.fatal).length;
    counted.files += 1;
    counted.fatal += fatal;
    counted.findings += messages.length - fatal;
  }
  process.send('done');
});
process.send('ready');
