import { isSecret } from 'bocas/internal/light'
import { forgetSecrets, secretHint, withoutSecrets } from './secrets'

const words = (text: string): string[] => text.trim().split(/\s+/)

it.each(
  words(`AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_SECURITY_TOKEN AWS_SHARED_CREDENTIALS_FILE
    AWS_WEB_IDENTITY_TOKEN_FILE AWS_CONTAINER_AUTHORIZATION_TOKEN aws_secret_access_key GITHUB_TOKEN HF_TOKEN NODE_AUTH_TOKEN
    NX_CLOUD_ACCESS_TOKEN TOKEN OPENAI_API_KEY WANDB_API_KEY APIKEY MLFLOW_TRACKING_PASSWORD PGPASSWORD MYSQL_PASSWD
    GOOGLE_APPLICATION_CREDENTIALS AZURE_CLIENT_SECRET AZURE_STORAGE_CONNECTION_STRING AZURE_STORAGE_KEY SSH_PRIVATE_KEY GPG_PASSPHRASE`),
)('%s gives access to something', (name) => expect(isSecret(name)).toBe(true))

it.each(
  // What ssh and Slurm themselves ask for is no secret of the run's surroundings: without it no job is submitted.
  words(`PATH HOME TMPDIR AWS_REGION AWS_PROFILE AWS_CA_BUNDLE AWS_ENDPOINT_URL TOKENIZERS_PARALLELISM MAX_TOKENS KEY MONKEY_PATCH
    AUTHOR GIT_AUTHOR_NAME OMP_NUM_THREADS CUDA_VISIBLE_DEVICES SLURM_JOB_ID SLURM_JWT SLURM_CONF KRB5CCNAME SSH_AUTH_SOCK SECRETARY
    XAUTHORITY BOCAS_ENGINE NX_TASK_HASH`),
)('%s does not', (name) => expect(isSecret(name)).toBe(false))

describe('an environment', () => {
  it('is given on without secrets, but for those that are named', () => {
    const env = { PATH: '/bin', HF_TOKEN: 'a', DB_PASSWORD: 'b' }
    expect(withoutSecrets(env)).toEqual({ PATH: '/bin' })
    expect(withoutSecrets(env, { but: ['HF_TOKEN'] })).toEqual({ PATH: '/bin', HF_TOKEN: 'a' })
  })

  it('of this process keeps of its secrets those that are named', () => {
    Object.assign(process.env, { HF_TOKEN: 'a', DB_PASSWORD: 'b' })
    forgetSecrets(['HF_TOKEN'])
    expect([process.env.HF_TOKEN, process.env.DB_PASSWORD]).toEqual(['a', undefined])
    forgetSecrets()
    expect(process.env.HF_TOKEN).toBeUndefined()
  })

  it('is spoken of where an error names what was kept from the run', () => {
    expect(secretHint('set HF_TOKEN or OPENAI_API_KEY, as HF_TOKEN')).toContain(
      "{ secrets: ['HF_TOKEN', 'OPENAI_API_KEY'] }",
    )
    expect(secretHint('loss is NaN at STEP_1, see MAX_TOKENS')).toBeUndefined()
    process.env.HF_TOKEN = 'declared'
    expect(secretHint('HF_TOKEN was refused')).toBeUndefined()
    delete process.env.HF_TOKEN
  })
})
