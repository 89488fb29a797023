import { Get, HttpCode, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AdminController } from '../api/admin-controller.decorator.js';
import { Requires } from '../auth/requires.decorator.js';
import { EncryptionKeyListView, KeyRotationView } from './encryption-key.presenter.js';
import { EncryptionKeysService } from './encryption-keys.service.js';

@AdminController('encryption-keys')
export class EncryptionKeysController {
  constructor(private readonly keys: EncryptionKeysService) {}

  @Get()
  @Requires('owner')
  @ApiOperation({ summary: 'List the encryption keys and what each still seals' })
  @ApiOkResponse({ type: EncryptionKeyListView })
  list(): Promise<EncryptionKeyListView> {
    return this.keys.list();
  }

  @Post('rotate')
  @Requires('owner')
  @HttpCode(202)
  @ApiOperation({ summary: 'Seal again with the current encryption key what others seal' })
  @ApiAcceptedResponse({ type: KeyRotationView, description: 'Under way; `GET /encryption-keys` shows how far it is' })
  rotate(): Promise<KeyRotationView> {
    return this.keys.rotate();
  }
}
